import { matrix } from './matrix';

matrix('data-sources');
