/** Apart from the contract, so that a page can name them without loading its schemas. */
export const vendors = ['tencent', 'zego'] as const
export type Vendor = (typeof vendors)[number]
