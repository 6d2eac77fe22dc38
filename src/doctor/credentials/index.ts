/** What opens an integration's content. */
export { examineCredentials, type CredentialOptions } from './examine-credentials';
