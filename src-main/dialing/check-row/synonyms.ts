import type { LeadFieldName } from '../../../src-preload/contract/mapping.ts';

/** Headers that mean a field: in lower case, only letters and digits. The dialer's own names come first. */
export const SYNONYMS: Readonly<Record<LeadFieldName, string>> = {
  phone_number:
    'phonenumber phone telephone tel cell cellphone cellnumber mobile mobilephone mobilenumber phone1 primaryphone homephone ' +
    'homenumber hometelephone mainphone contactphone contactnumber customerphone leadphone daytimephone dayphone telefono telefono1 celular movil ' +
    'telefon handy mobiltelefon telefonnummer telefone portable number phoneno telno mobileno msisdn dial callerid ph phonehome phonemobile phonecell handynummer mobilnummer rufnummer festnetz festnetznummer mobil numerodetelefono numerotelefono numerodecelular telefonomovil telefonocelular telefonofijo numerodetelephone numerotelephone telephoneportable telephonefixe telephonemobile telefonprivat telefonmobil phonevalue phonenumbervalue cellno phonenum telnumber telefonnr handynr celular1 wireless wirelessphone wireless1 landline fone telefonocasa cellular mobil1 contactno dialednumber phonenumber1',
  phone_code:
    'phonecode countrycallingcode callingcode dialcode dialingcode phonecountrycode telcode prefijo vorwahl countrydialcode countrydialingcode internationalcode intlcode landesvorwahl codigodepais indicatif indicatifpays',
  vendor_lead_code:
    'vendorleadcode leadid externalid vendorid recordid crmid customerid clientid contactid leadcode uniqueid id uuid accountid accountnumber reference kundennummer leadnr leadnumber numerodecliente referencenumber refno extid prospectid leadref customernumber clientnumber recordnumber',
  source_id:
    'sourceid source leadsource campaignsource fuente origen quelle utmsource subid affiliate affiliateid listsource leadorigin sourcename sourcecode medium',
  gmt_offset_now: 'gmtoffsetnow gmtoffset utcoffset gmt timezoneoffset',
  title:
    'title salutation prefix nameprefix honorific anrede tratamiento courtesytitle mrmrs titel civilite trato namentitel mrmsmrs mrms sal namesalutation',
  first_name:
    'firstname first fname givenname forename nombre primernombre vorname prenom nome contactfirstname namefirst leadfirstname givennames nombres firstnames christianname rufname primeironome firstnamelegal',
  middle_initial:
    'middleinitial middle middlename mi mname initial segundonombre namemiddle middleinitials additionalname deuxiemeprenom zweitername',
  last_name:
    'lastname last lname surname familyname secondname apellido apellidos nachname familienname nom sobrenome namelast contactlastname leadlastname nomdefamille apellidopaterno primerapellido lastnames ultimonome zuname',
  address1:
    'address1 address street streetaddress addressline1 addr addr1 street1 mailingaddress homeaddress direccion direccion1 strasse adresse endereco address1street propertyaddress domicilio calle strassehausnummer strasseundhausnummer strassehausnr anschrift domicile rue addressstreet streetline1 address1line1 mailingstreet homestreet calleynumero calle1 physicaladdress siteaddress situsaddress billingstreet',
  address2:
    'address2 addressline2 addr2 street2 apt apartment unit suite direccion2 aptsuite unitnumber adresszusatz streetline2 extendedaddress complement adresse2 complemento homestreet2 mailingaddress2 apartmentnumber aptnumber addressunit',
  address3: 'address3 addressline3 addr3 street3 direccion3 streetline3 homestreet3',
  city: 'city town municipality locality ciudad stadt ort ville cidade mailingcity homecity suburb wohnort poblacion municipio commune localidad addresscity mailaddresscity',
  state:
    'state statecode stateprovince st region estado bundesland mailingstate homestate stateabbr stateabbreviation usstate statename stateregion statecd addressstate provincestate addressregion address1region',
  province: 'province provincia county departamento prov',
  postal_code:
    'postalcode postal zip zipcode postcode zip5 zippostal zippostalcode codigopostal cp plz postleitzahl codepostal cep mailingzip ziporpostalcode homezip zipcd zip5digit codigopostale codepostale zippostcode addresszip codigozip zipplus4 zipcode5',
  country_code:
    'countrycode country nation pais land pays countryname countryiso iso3 countryregion paisderesidencia iso2 addresscountry homecountry homecountryregion',
  gender: 'gender sex genero sexo geschlecht genre sexe mf',
  date_of_birth:
    'dateofbirth dob birthdate birthday birthdt bday born fechadenacimiento fechanacimiento nacimiento geburtsdatum geburtstag datedenaissance datadenascimento birthdateymd dateofbirthdob dobirth gebdatum nacidoel datenaissance datadenasc fechadenac',
  alt_phone:
    'altphone alternatephone alternativephone secondaryphone phone2 otherphone workphone businessphone officephone telefono2 eveningphone secondphone altnumber mobile2 cell2 phonework worknumber telephone2 businessphone1 mobilephone2 homephone2 cellphone2 phonenumber2 alternate alternateno telefonogeschaftlich telefonarbeit telefonodetrabajo telefonooficina telefonotrabajo telefongeschaftlich dienstlich wireless2 landline2 handy2 telefon2 phone2value phonealternate altphonenumber altcontact secondaryphonenumber alternatephonenumber alternatenumber secondarynumber',
  email:
    'email emailaddress mail correo correoelectronico emailid primaryemail contactemail emailaddr email1 homeemail personalemail courriel emailadresse mailadresse direccionemail direcciondecorreo email1value adressemail adresseemail courrielelectronique correo1 emailaddress1',
  security_phrase: 'securityphrase security passphrase',
  comments:
    'comments comment notes note remarks description memo comentarios notas observaciones bemerkung bemerkungen notizen commentaire kommentar nota leadnotes leadcomments additionalnotes generalnotes callnotes anmerkung anmerkungen kommentare remarques commentaires observacoes',
  multi_alt_phones:
    'multialtphones morephones otherphones additionalphones phone3 phone4 phone5 phone6 telephone3 phonenumber3 mobile3 telefono3 telefon3',
  rank: 'rank priority score leadscore rating prioridad ranking leadrank',
  owner:
    'owner leadowner agent rep salesrep assignedto territory accountowner propietario asesor contactowner recordowner dealowner assignedagent assigneduser salesperson vendedor betreuer zustandig ownername salesagent',
};
