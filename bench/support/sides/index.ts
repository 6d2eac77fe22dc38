export { NULL_RESOURCE, TERRAFORM_DATA } from './built-in';
export { CROWDSEC } from './crowdsec';
export { RESTAPI } from './restapi';
