import { matrix } from './matrix';

matrix('reads');
