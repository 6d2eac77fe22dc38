import { matrix } from './matrix';

matrix('subscriptions');
