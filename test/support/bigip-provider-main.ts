/** The executable of the stand-in for F5Networks/bigip. */
import { BIGIP_ADDRESS, createBigipProvider } from './bigip-provider';
import { serve } from '../../src/tfplugin/serve';

void serve(createBigipProvider, { address: `registry.terraform.io/${BIGIP_ADDRESS}` });
