/** The address of a worker's script, once it is built. */
declare module '*?sharedworker&url' {
  export const url: string;
  export default url;
}
