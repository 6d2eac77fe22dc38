/** Environment variables that hold the organisation's key, in the order in which they count. */
export const KEY_VARIABLES = ['CROWDSEC_SERVICE_API_KEY', 'CROWDSEC_SAPI_KEY'] as const;

/** Environment variable that holds the Service API's base URL. */
export const URL_VARIABLE = 'CROWDSEC_SERVICE_API_URL';
