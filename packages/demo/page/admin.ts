/** The page `/admin`: how the gateway does, for its administrators. */
import { defineAdmin } from '@xec/widgets';
import { showDesk } from './show-desk.js';

defineAdmin();
showDesk('admin');
