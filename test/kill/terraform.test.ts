import { TerraformBed } from './beds';
import { TERRAFORM_DEATHS } from './deaths';
import { deathsAtEveryStep } from './suite';

deathsAtEveryStep('terraform apply', TERRAFORM_DEATHS, (service) => TerraformBed.make(service));
