import { commonError } from '../../grade/report';
import type { GradedLesson, QuestionRecord, SubmissionRecord } from '../../gradebook/records';
import { shownEvidence } from '../evidence';
import { isFull, messageOf, standing } from '../status';
import { curve } from './curve';
import { type Content, type Html, html } from './html';
import { measurements } from './measurements';
import { lessonTitle, named, page, points } from './page';

/** Longest answer that is shown, in characters. */
const MOST_SOURCE = 20_000;

/** The page a student reads: for each question its points, and where some are lost what came and what to read. */
export function feedbackPage(submission: SubmissionRecord, lesson: GradedLesson | undefined): string {
  const { student, questions } = submission;
  const isToBeShown = questions.some(({ override, source }) => override || source !== null);
  const common = isToBeShown ? undefined : commonError(questions);
  const title = submission.lesson ? lessonTitle(submission.lesson) : 'Your submission';
  return page(
    `${title} – feedback`,
    html`<h1>${title}</h1>
<p class="soft">${named(student.name)} · ${named(submission.file)}${attempt(submission)}</p>
${total(submission)}
${
  common
    ? html`<article class="card"><p class="said">${messageOf(common)}</p></article>`
    : questions.map((question) => card(question, lesson))
}`,
  );
}

function attempt({ attempt, attempts, counts }: SubmissionRecord): Content {
  return attempts > 1 && ` · attempt ${attempt} of ${attempts}${counts ? '' : '; another one counts'}`;
}

function total({ score, maxScore, finalScore, penalty, state, problem }: SubmissionRecord): Html {
  return html`<p class="total">${points(finalScore)} <small>of ${points(maxScore)} points</small></p>
${
  penalty &&
  html`<p>${points(score)} points, less ${points(penalty.points)} (${penalty.percent} %): ${penalty.because}.</p>`
}
${problem && html`<p class="note said">${messageOf(problem)}</p>`}
${state === 'unsure' && html`<p class="note">A person will look at this submission; its points may change.</p>`}
${state === 'waiting' && html`<p class="note">Not every question has been judged yet.</p>`}`;
}

function card(question: QuestionRecord, lesson: GradedLesson | undefined): Html {
  const { words, tone } = standing(question);
  const full = isFull(question);
  const about = lesson?.questions.find(({ id }) => id === question.id);
  return html`<article class="card" id="${question.id}">
<header><h2>${question.id}${about && ` · ${about.title}`}</h2>
<span class="status ${tone}">${words}</span>
<span class="points">${points(question.score)} of ${points(question.maxScore)}</span></header>
${!full && question.status !== 'pass' && whatCame(question)}
${question.override && html`<p class="note">A person set these points: ${question.override.reason}</p>`}
${!full && about && html`<p class="read">Read again: <em>${about.read}</em></p>`}
${question.source !== null && answer(question.source)}
</article>
`;
}

function whatCame(question: QuestionRecord): Html {
  const evidence = shownEvidence(question.evidence);
  return html`<p class="said">${messageOf(question)}</p>
${curve('Your training loss', evidence.loss)}
${measurements(evidence)}`;
}

function answer(source: string): Html {
  const cut = source.length > MOST_SOURCE;
  return html`<details><summary>Your answer</summary><pre>${source.slice(0, MOST_SOURCE)}${cut && '\n…'}</pre></details>`;
}
