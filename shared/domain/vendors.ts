/** The vendors' names. They are not in the contract, so that a page can use them without loading the schemas. */
export const vendors = ['tencent', 'zego'] as const
export type Vendor = (typeof vendors)[number]
