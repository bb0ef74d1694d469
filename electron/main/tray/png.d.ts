/** The picture itself, as a data address. */
declare module '*.png?inline' {
  const address: string
  // oxlint-disable-next-line import/no-default-export
  export default address
}
