import { formatCount } from './numbers.ts'

/** A number in groups of three: set apart by css, so that its text stays plain digits. */
export function Count({ value }: { value: number }) {
  const [first, ...rest] = formatCount(value).split('\u2009')
  return (
    <>
      {first}
      {rest.map((group, at) => (
        <span className="count-group" key={at}>
          {group}
        </span>
      ))}
    </>
  )
}
