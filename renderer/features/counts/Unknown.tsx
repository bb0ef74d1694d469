import { useWords } from '../../i18n/words.ts'

/** A value that the vendor did not give. Never 0. */
export function Unknown() {
  const words = useWords('counts')
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr-only">{words('unknown')}</span>
    </>
  )
}
