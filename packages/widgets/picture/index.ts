/** Pictures that come as bytes. */
export { RasterPicture } from './raster-picture.js';
export { base64Of, bytesOf, rasterTypeOf, type RasterType } from './raster.js';
