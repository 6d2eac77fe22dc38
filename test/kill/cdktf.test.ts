import { CdktfBed } from './beds';
import { CDKTF_DEATHS } from './deaths';
import { deathsAtEveryStep } from './suite';

deathsAtEveryStep('cdktf deploy', CDKTF_DEATHS, (service) => CdktfBed.make(service));
