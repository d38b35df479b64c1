import type { LeadFieldName } from '../../../src-preload/contract/mapping.ts';

/** What headers call a field: lower case, letters and digits alone. The dialer's own names come first. */
export const SYNONYMS: Readonly<Record<LeadFieldName, string>> = {
  phone_number:
    'phonenumber phone telephone tel cell cellphone cellnumber mobile mobilephone mobilenumber phone1 primaryphone homephone ' +
    'homenumber hometelephone mainphone contactphone contactnumber customerphone leadphone daytimephone dayphone telefono telefono1 celular movil ' +
    'telefon handy mobiltelefon telefonnummer telefone portable number phoneno telno mobileno msisdn dial callerid ph phonehome phonemobile phonecell',
  phone_code: 'phonecode countrycallingcode callingcode dialcode dialingcode phonecountrycode telcode prefijo vorwahl',
  vendor_lead_code:
    'vendorleadcode leadid externalid vendorid recordid crmid customerid clientid contactid leadcode uniqueid id uuid accountid accountnumber reference',
  source_id:
    'sourceid source leadsource campaignsource fuente origen quelle utmsource subid affiliate affiliateid listsource',
  gmt_offset_now: 'gmtoffsetnow gmtoffset utcoffset gmt timezoneoffset',
  title: 'title salutation prefix nameprefix honorific anrede tratamiento courtesytitle mrmrs',
  first_name:
    'firstname first fname givenname forename nombre primernombre vorname prenom nome contactfirstname namefirst leadfirstname',
  middle_initial: 'middleinitial middle middlename mi mname initial segundonombre namemiddle',
  last_name:
    'lastname last lname surname familyname secondname apellido apellidos nachname familienname nom sobrenome namelast contactlastname leadlastname',
  address1:
    'address1 address street streetaddress addressline1 addr addr1 street1 mailingaddress homeaddress direccion direccion1 strasse adresse endereco address1street propertyaddress domicilio calle',
  address2: 'address2 addressline2 addr2 street2 apt apartment unit suite direccion2 aptsuite unitnumber adresszusatz',
  address3: 'address3 addressline3 addr3 street3 direccion3',
  city: 'city town municipality locality ciudad stadt ort ville cidade mailingcity homecity suburb',
  state:
    'state statecode stateprovince st region estado bundesland mailingstate homestate stateabbr stateabbreviation usstate',
  province: 'province provincia county departamento prov',
  postal_code:
    'postalcode postal zip zipcode postcode zip5 zippostal zippostalcode codigopostal cp plz postleitzahl codepostal cep mailingzip zip4 ziporpostalcode homezip',
  country_code: 'countrycode country nation pais land pays countryname countryiso iso3',
  gender: 'gender sex genero sexo geschlecht genre sexe',
  date_of_birth:
    'dateofbirth dob birthdate birthday birthdt bday born fechadenacimiento fechanacimiento nacimiento geburtsdatum geburtstag datedenaissance datadenascimento',
  alt_phone:
    'altphone alternatephone alternativephone secondaryphone phone2 otherphone workphone businessphone officephone telefono2 eveningphone secondphone altnumber mobile2 cell2 phonework worknumber',
  email:
    'email emailaddress mail correo correoelectronico emailid primaryemail contactemail emailaddr email1 homeemail personalemail courriel',
  security_phrase: 'securityphrase security passphrase show',
  comments:
    'comments comment notes note remarks description memo comentarios notas observaciones bemerkung bemerkungen notizen commentaire kommentar',
  multi_alt_phones: 'multialtphones morephones otherphones additionalphones phone3',
  rank: 'rank priority score leadscore rating prioridad ranking',
  owner: 'owner leadowner agent rep salesrep assignedto territory accountowner propietario asesor',
};
