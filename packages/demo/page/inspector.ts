/** The page `/inspector`: what sessions of the gateway do, for its administrators. */
import { defineInspector } from '@xec/widgets';
import { showDesk } from './show-desk.js';

defineInspector();
showDesk('inspector');
