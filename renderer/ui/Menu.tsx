import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

const item = [
  'flex min-h-8 items-center gap-2 rounded-s px-2 py-1 outline-none select-none data-highlighted:bg-hover',
  '[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3',
].join(' ')

const box =
  'z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-(--radix-dropdown-menu-content-available-width) min-w-48'

interface MenuProps {
  /** Must take a ref and props, as IconButton and Button do. */
  trigger: ReactNode
  defaultOpen?: boolean
  /** The edge of the trigger with which the menu is aligned. */
  align?: 'start' | 'end'
  children: ReactNode
}

export const Menu = ({ trigger, defaultOpen = false, align = 'end', children }: MenuProps) => (
  <Radix.Root modal={false} defaultOpen={defaultOpen}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className={`${box} scroll-cue animate-appear overflow-y-auto rounded-m bg-panel p-1 shadow-float`}
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)

interface MenuItemProps {
  icon?: ReactNode
  onSelect: () => void
  disabled?: boolean
  children: ReactNode
}

export const MenuItem = ({ icon, onSelect, disabled, children }: MenuItemProps) => (
  <Radix.Item className={item} onSelect={onSelect} disabled={disabled}>
    {icon}
    {children}
  </Radix.Item>
)

/** Renders the items of one group under their heading. */
export const MenuGroup = ({ label, children }: { label: string; children: ReactNode }) => (
  <Radix.Group aria-label={label}>
    <Radix.Label className="px-2 pt-2 pb-1 text-ink-3">{label}</Radix.Label>
    {children}
  </Radix.Group>
)

interface MenuChoiceProps<Value extends string> {
  label: string
  value: Value
  /** `text` is what typing in the menu matches, for a label that is no plain text. */
  options: readonly { value: Value; label: ReactNode; text?: string }[]
  onChange: (value: Value) => void
}

/** Renders a choice of several options under its heading. */
export const MenuChoice = <Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) => (
  <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
    <Radix.Label className="px-2 pt-2 pb-1 text-ink-3">{label}</Radix.Label>
    {options.map((option) => (
      <Radix.RadioItem
        key={option.value}
        value={option.value}
        textValue={option.text}
        className={`${item} min-h-7! justify-between`}
      >
        <span className="min-w-0">{option.label}</span>
        <Radix.ItemIndicator>
          <Check aria-hidden />
        </Radix.ItemIndicator>
      </Radix.RadioItem>
    ))}
  </Radix.RadioGroup>
)

export const MenuLine = () => <Radix.Separator className="my-1 h-px bg-line" />
