import { useCallback } from 'react'
import { isAdvisedAccount, tencentUserId } from '../../shared/contract/fields.ts'
import { useTranslate } from './translate.ts'

/**
 * The warning beside a field for a Tencent account: Chat accepts more characters than it recommends. Undefined if there
 * is none, and for an invalid account, which is the field's error.
 */
export function useAccountWarning() {
  const t = useTranslate('fields')
  return useCallback(
    (typed: string) => {
      const { data: account } = tencentUserId.safeParse(typed)
      return account === undefined || isAdvisedAccount(account) ? undefined : t('accountAgainstAdvice')
    },
    [t],
  )
}
