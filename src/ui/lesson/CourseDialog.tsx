import { COURSE } from '../../lessons/course.ts'
import type { LessonEntry } from '../../lessons/course.ts'
import { Modal } from '../shell/Modal.tsx'
import type { View } from '../view.ts'
import { ChallengeList } from './ChallengeList.tsx'
import { openLesson } from './lesson-commands.ts'
import { OpenLessonFile } from './OpenLessonFile.tsx'
import { progressOf } from './progress.ts'
import './lesson.css'

/** All lessons in their order, and how far one has come. */
export function CourseDialog({ view, onClose }: { view: View; onClose: () => void }) {
  const minutes = COURSE.reduce((sum, lesson) => sum + (lesson.core ? lesson.minutes : 0), 0)
  return (
    <Modal className="course" labelledBy="course-title" onClose={onClose}>
      <h2 id="course-title">Lessons</h2>
      <p>
        Those with ★ come first: {minutes} minutes together. In each one predicts, sees what the machine does, and is
        told why. Text: CC BY 4.0.
      </p>
      <ol className="course-list">
        {COURSE.map((lesson, at) => (
          <LessonRow
            key={lesson.id}
            lesson={lesson}
            number={at + 1}
            onOpen={() => {
              onClose()
              openLesson(view, lesson.id)
            }}
          />
        ))}
      </ol>
      <ChallengeList view={view} onOpen={onClose} />
      <p className="modal-buttons">
        <OpenLessonFile view={view} onOpen={onClose} />
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </p>
    </Modal>
  )
}

function LessonRow({ lesson, number, onOpen }: { lesson: LessonEntry; number: number; onOpen: () => void }) {
  const { title, minutes, core, id } = lesson
  const progress = progressOf(id)
  return (
    <li>
      <button type="button" className="course-lesson" onClick={onOpen}>
        <span className="course-number">
          {number}
          {core && <span title="of the five to take first"> ★</span>}
        </span>
        <span className="course-name">{title}</span>
        <span className="course-minutes">{minutes} min</span>
        <span className="course-progress">{progress ? (progress.won.length > 0 ? 'challenge won' : 'begun') : ''}</span>
      </button>
    </li>
  )
}
