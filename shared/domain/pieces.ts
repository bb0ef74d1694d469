/** How many gifts one send stands for: Tencent's Count, or ZEGO's Num times Value. 0 for an announcement. */
export const piecesOf = ({ gift }: { gift?: { count: number; value?: number | undefined } | undefined }) =>
  gift ? gift.count * (gift.value ?? 1) : 0
