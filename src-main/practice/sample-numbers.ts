/**
 * Numbers that the practice dialer refuses if its do-not-call lists are checked. The sample dial list contains these fictional numbers
 * (555-01xx), so that the check can be seen on the first try.
 */
export const SAMPLE_DNC: readonly string[] = [
  '3055550142',
  '2125550187',
  '3125550119',
  '7135550164',
  '6025550133',
  '4045550178',
  '2065550105',
  '6175550151',
];

/** On the do-not-call list of the campaign PRACTICE only. */
export const SAMPLE_CAMPAIGN_DNC: readonly string[] = ['8135550122', '3035550190', '7025550147', '5035550168'];

/** A whole area code on the do-not-call list, in the dialer's form, which only the AREACODE checks use. */
export const SAMPLE_DNC_AREA_CODE = '808XXXXXXX';
