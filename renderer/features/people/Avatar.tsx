/** An emoji or initials; a vendor's picture would have to come over the network. */
export const Avatar = ({ name, avatar }: { name: string; avatar: string | undefined }) => (
  <span
    aria-hidden
    className="grid size-8 shrink-0 place-items-center overflow-hidden rounded-full bg-accent-soft text-body text-accent-text"
  >
    {avatar ?? initials(name)}
  </span>
)

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase()
