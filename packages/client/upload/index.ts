export { putFile } from './put-file.js';
export { UploadError, type PutOptions } from './put.js';
export {
  findUploadService,
  uploadFile,
  type UploadOptions,
  type UploadService,
} from './upload-file.js';
