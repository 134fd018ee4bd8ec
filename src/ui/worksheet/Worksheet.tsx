import { COURSE } from '../../lessons/course.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import type { Sheet } from '../../lessons/tell.ts'
import { WordText } from '../lesson/WordText.tsx'
import './worksheet.css'

interface WorksheetProps {
  lesson: Lesson
  sheet: Sheet
  /** in the course, from 1 on */
  number: number
}

/** A lesson on paper: what is told and asked, with room for answers; and on a page of its own the key, as the ring gave it. */
export function Worksheet({ lesson, sheet, number }: WorksheetProps) {
  return (
    <main className="worksheet">
      <p className="worksheet-tools">
        <button type="button" className="button button-strong" onClick={() => window.print()}>
          Print
        </button>
        <a className="button" href={`./?lesson=${lesson.id}`}>
          The lesson on the machine
        </a>
      </p>
      <article aria-labelledby="worksheet-title">
        <h1 id="worksheet-title">
          {number}. {lesson.title}
        </h1>
        <p className="worksheet-name">Name</p>
        <p>Afterwards you can {lesson.outcomes.join('; ')}.</p>
        {lesson.parts.map(({ title, predict }, at) => (
          <Part key={title} number={at + 1} title={title} part={sheet.parts[at]} asksPage={predict?.page?.cpu} />
        ))}
        {lesson.challenges.map(({ id, title }, at) => (
          <section key={id}>
            <h2>Challenge: {title}</h2>
            <Words text={sheet.challenges[at]?.goal ?? ''} />
            <Lines count={3} />
          </section>
        ))}
        <Licence />
      </article>
      <article className="worksheet-key" aria-labelledby="key-title">
        <h1 id="key-title">
          Key: {number}. {lesson.title}
        </h1>
        <p>What this lesson is against: “{lesson.misconception}”</p>
        {lesson.parts.map(({ title, predict }, at) => (
          <Key
            key={title}
            number={at + 1}
            title={title}
            part={sheet.parts[at]}
            asksPage={predict?.page !== undefined}
          />
        ))}
        {lesson.challenges.map(({ id, title }, at) => (
          <section key={id}>
            <h2>Challenge: {title}</h2>
            {sheet.challenges[at]?.hints.map((hint) => (
              <Words key={hint} text={hint} />
            ))}
          </section>
        ))}
        <Licence />
      </article>
    </main>
  )
}

interface PartProps<Asks> {
  number: number
  title: string
  part: Sheet['parts'][number] | undefined
  asksPage: Asks
}

/** @param asksPage the CPU in whose row a page is asked for */
function Part({ number, title, part, asksPage }: PartProps<number | undefined>) {
  if (!part) return null
  const { text, facts, question, choices, attempt } = part.told
  return (
    <section>
      <h2>
        {number}. {title}
      </h2>
      {text.map((sentence) => (
        <Words key={sentence} text={sentence} />
      ))}
      {facts.length > 0 && (
        <dl>
          {facts.map(([words, value]) => (
            <div key={words}>
              <dt>{words}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {question !== undefined && (
        <div className="worksheet-question">
          <Words text={question} />
          {asksPage === undefined ? (
            <ul>
              {choices.map((choice) => (
                <li key={choice}>
                  <span className="worksheet-box" aria-hidden="true" /> <WordText text={choice} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="worksheet-name">Page of CPU {asksPage}</p>
          )}
          <p>Because</p>
          <Lines count={2} />
        </div>
      )}
      {attempt !== undefined && <Words text={`Try: ${attempt}`} />}
    </section>
  )
}

function Key({ number, title, part, asksPage }: PartProps<boolean>) {
  const answer = part?.answer
  if (!part || !answer) return null
  const { right, whys, because } = answer
  return (
    <section>
      <h2>
        {number}. {title}
      </h2>
      <p>
        <b>{asksPage ? `Page ${right}.` : <WordText text={part.told.choices[right] ?? ''} />}</b>
      </p>
      {because.map((sentence) => (
        <Words key={sentence} text={sentence} />
      ))}
      {!asksPage && (
        <ul>
          {part.told.choices.map((choice, at) => (
            <li key={choice}>
              <WordText text={choice} />: <WordText text={whys[at] ?? ''} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Words({ text }: { text: string }) {
  return (
    <p>
      <WordText text={text} />
    </p>
  )
}

function Lines({ count }: { count: number }) {
  return (
    <div className="worksheet-lines" aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <div key={at} />
      ))}
    </div>
  )
}

function Licence() {
  return (
    <footer>
      Ringside, Linux’s unified trace buffer of 2008, live in a page. Lesson text: CC BY 4.0,
      creativecommons.org/licenses/by/4.0. Every number was computed by the ring.
    </footer>
  )
}

/** @param isKnown there is such a lesson, but not its sheet */
export function NoSheet({ id, isKnown }: { id: string; isKnown: boolean }) {
  return (
    <main className="worksheet">
      <h1>No worksheet</h1>
      <p role="alert">
        {isKnown
          ? `The worksheet of ‘${id}’ could not be loaded.`
          : `There is no lesson ‘${id}’ of which there could be a worksheet. There are:`}
      </p>
      <ul>
        {COURSE.map((lesson) => (
          <li key={lesson.id}>
            <a href={`./?worksheet=${lesson.id}`}>{lesson.title}</a>
          </li>
        ))}
      </ul>
    </main>
  )
}
