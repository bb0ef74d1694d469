/** Not in the contract, so that a page can use the names without loading the schemas. */
export const vendors = ['tencent', 'zego'] as const
export type Vendor = (typeof vendors)[number]
