interface CatalogueGift {
  GiftId: string
  Coins: number
  Name: string
  Desc: string
  chinese: string
}

const gift = (GiftId: string, Coins: number, Name: string, chinese: string, Desc: string): CatalogueGift => ({
  GiftId,
  Coins,
  Name,
  Desc,
  chinese,
})

/** What a small stream might offer. Ids, names and notes keep to the vendor's 20 bytes. */
const catalogue = [
  gift('rose', 1, 'Rose', '玫瑰', 'A little thank-you'),
  gift('heart', 1, 'Heart', '爱心', 'With love'),
  gift('coffee', 5, 'Coffee', '咖啡', 'Keep going'),
  gift('rocket', 10, 'Rocket', '火箭', 'To the moon'),
  gift('fireworks', 50, 'Fireworks', '烟花', 'Light up the stage'),
  gift('castle', 99, 'Castle', '城堡', 'A home for heroes'),
  gift('crown', 199, 'Crown', '皇冠', 'For the king'),
  gift('gem', 500, 'Gem', '宝石', 'The rarest of all'),
]

export const coinsOf = (giftId: string): number | null =>
  catalogue.find((each) => each.GiftId === giftId)?.Coins ?? null

export function giftInfoList(createTime: number) {
  const GiftList = catalogue.map(({ chinese, ...rest }, at) => ({
    ...rest,
    IconUrl: '',
    ResourceUrl: '',
    Level: at < 4 ? 0 : 1,
    CreateTime: createTime,
    LanguageList: [
      { Language: 'en', Name: rest.Name, Desc: rest.Desc },
      { Language: 'zh-Hans', Name: chinese, Desc: '' },
    ],
  }))
  const small = catalogue.slice(0, 4).map((each) => each.GiftId)
  const CategoryList = [{ CategoryId: 'small', CategoryName: 'Small', CategoryDesc: '', GiftIdList: small }]
  return { GiftList, CategoryList, TotalCount: GiftList.length }
}
