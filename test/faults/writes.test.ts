import { matrix } from './matrix';

matrix('writes');
