import { Check } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { useId } from 'react'
import type { KeyColour } from '../../../../shared/contract/deck.ts'
import { keyColourSchema } from '../../../../shared/contract/deck.ts'
import { useWords } from '../../../i18n/words.ts'
import { keyFill } from '../key-colours.ts'

const none = 'none'

export function ColourField(props: {
  colour: KeyColour | undefined
  onChange: (colour: KeyColour | undefined) => void
}) {
  const words = useWords('editor')
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <span id={id} className="text-ink-2">
        {words('colour.label')}
      </span>
      <RadioGroup.Root
        aria-labelledby={id}
        value={props.colour ?? none}
        onValueChange={(next) => props.onChange(keyColourSchema.options.find((colour) => colour === next))}
        className="flex flex-wrap gap-2"
      >
        {[none, ...keyColourSchema.options].map((colour) => (
          <RadioGroup.Item
            key={colour}
            value={colour}
            aria-label={words(`colour.${colour}`)}
            className={[
              'grid size-8 place-items-center rounded-m border border-line-strong data-[state=checked]:ring-2 data-[state=checked]:ring-accent',
              colour === none ? 'bg-raised' : keyFill[colour as KeyColour],
            ].join(' ')}
          >
            <RadioGroup.Indicator>
              <Check className="size-4" aria-hidden />
            </RadioGroup.Indicator>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  )
}
