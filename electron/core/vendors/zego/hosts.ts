/** Hosts of the page "Calling method" (MiniGame server API); the vendor asks for the one nearest to the caller. */
export const zegoRegions = [
  { id: 'any', host: 'mini-game-api.zego.im', label: 'Nearest (unified)' },
  { id: 'shanghai', host: 'mini-game-api-sha.zego.im', label: 'Shanghai' },
  { id: 'hong-kong', host: 'mini-game-api-hkg.zego.im', label: 'Hong Kong, Macau, Taiwan' },
  { id: 'frankfurt', host: 'mini-game-api-fra.zego.im', label: 'Frankfurt' },
  { id: 'california', host: 'mini-game-api-lax.zego.im', label: 'California' },
  { id: 'mumbai', host: 'mini-game-api-bom.zego.im', label: 'Mumbai' },
  { id: 'singapore', host: 'mini-game-api-sgp.zego.im', label: 'Singapore' },
] as const

export type ZegoRegionId = (typeof zegoRegions)[number]['id']
