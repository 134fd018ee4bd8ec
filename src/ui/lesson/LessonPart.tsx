import { useEffect, useId, useRef } from 'react'
import { useStore } from 'zustand'
import { COURSE } from '../../lessons/course.ts'
import type { Part, Prediction } from '../../lessons/lesson.ts'
import type { LessonPlayer, SeenAnswer } from '../../store/lesson-player.ts'
import type { View } from '../view.ts'
import { LessonText } from './LessonText.tsx'
import { tell } from './lesson-commands.ts'
import { SourceLine } from './SourceLine.tsx'
import { WordText } from './WordText.tsx'

/** Text, what one knows, and what one is to predict. */
export function LessonPart({ view, player }: { view: View; player: LessonPlayer }) {
  const { part: at, told } = useStore(player.state)
  const { lesson } = player
  const part = lesson.parts[at]
  if (!part || !told) return null
  return (
    <>
      {at === 0 && <About player={player} />}
      <h2 className="lesson-title" tabIndex={-1}>
        {part.title}
      </h2>
      {told.text.map((sentence) => (
        <LessonText view={view} key={sentence} text={sentence} />
      ))}
      {told.facts.length > 0 && (
        <dl className="lesson-facts" aria-label="What you know">
          {told.facts.map(([words, value]) => (
            <div key={words}>
              <dt>{words}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {part.predict && <Predict view={view} player={player} part={part} predict={part.predict} />}
      {at === lesson.parts.length - 1 && (!part.predict || told.answer) && (
        <p className="lesson-about">What this lesson was against: “{lesson.misconception}”</p>
      )}
      {told.attempt && (!part.predict || told.answer) && (
        <div className="lesson-try">
          <h3>Try</h3>
          <LessonText view={view} text={told.attempt} />
        </div>
      )}
    </>
  )
}

function About({ player: { lesson } }: { player: LessonPlayer }) {
  const at = COURSE.findIndex(({ id }) => id === lesson.id)
  return (
    <p className="lesson-about">
      {at >= 0 && `Lesson ${at + 1} of ${COURSE.length}, `}
      <b>{lesson.title}</b>, {lesson.minutes} minutes. Afterwards you can {lesson.outcomes.join('; ')}.
    </p>
  )
}

interface PredictProps {
  view: View
  player: LessonPlayer
  part: Part
  predict: Prediction
}

function Predict({ view, player, predict }: PredictProps) {
  const { told, picked, busy } = useStore(player.state)
  const answer = told?.answer
  return (
    <div className="lesson-predict" data-answered={answer !== undefined}>
      <h3>Predict</h3>
      {told?.question && <LessonText view={view} text={told.question} />}
      {predict.page ? (
        <p className="lesson-pick">
          {picked === undefined
            ? `In the row of CPU ${predict.page.cpu}, by click or keys.`
            : `your pick: page ${picked}`}
        </p>
      ) : (
        <Choices player={player} />
      )}
      {!answer && (
        <div className="lesson-around">
          <button
            type="button"
            className="button button-strong"
            disabled={busy || picked === undefined}
            onClick={() => tell(view, player.see())}
          >
            Do it and see
          </button>
          <button type="button" className="button" disabled={busy} onClick={() => tell(view, player.see())}>
            Show me
          </button>
        </div>
      )}
      {answer && <Verdict view={view} player={player} answer={answer} />}
    </div>
  )
}

function Choices({ player }: { player: LessonPlayer }) {
  const { told, picked } = useStore(player.state)
  const name = useId()
  const answer = told?.answer
  return (
    <fieldset className="lesson-choices">
      <legend className="visually-hidden">Choices</legend>
      {told?.choices.map((choice, at) => (
        <label key={choice} data-right={answer && answer.right === at} data-picked={picked === at}>
          <input
            type="radio"
            name={name}
            checked={picked === at}
            disabled={answer !== undefined}
            onChange={() => player.pick(at)}
          />
          <span>
            <WordText text={choice} />
            {answer && answer.right === at && <b className="lesson-mark"> ✓ so it is</b>}
            {answer && answer.right !== at && picked === at && <b className="lesson-mark"> your pick</b>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** What was right, why, and where it can be seen. */
function Verdict({ view, player, answer }: { view: View; player: LessonPlayer; answer: SeenAnswer }) {
  const { picked, part } = useStore(player.state)
  const isPage = player.lesson.parts[part]?.predict?.page !== undefined
  const isRight = picked === answer.right
  const why = picked === undefined ? undefined : answer.whys[picked]
  const said = useRef<HTMLDivElement>(null)
  useEffect(() => {
    void said.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div className="lesson-verdict" role="status" ref={said}>
      {picked !== undefined && <b>{isRight ? 'Right.' : isPage ? `No: page ${answer.right}.` : 'No.'}</b>}{' '}
      {why && <LessonText view={view} text={why} />}
      {answer.because.map((sentence) => (
        <LessonText view={view} key={sentence} text={sentence} />
      ))}
      {answer.op !== undefined && <SourceLine view={view} op={answer.op} />}
    </div>
  )
}
