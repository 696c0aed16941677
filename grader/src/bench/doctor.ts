import { CASES } from './doctor-cases';
import { recordingCost } from './doctor-cost';
import { askedQuestion, trainedPlan } from './doctor-keep';
import { QUESTIONS } from './doctor-questions';
import { type DoctorReport, doctorReport } from './doctor-report';
import { type Judged, judge, judgeQuestion, score } from './doctor-score';

export interface DoctorBenchOptions {
  /** Measure what recording costs too. */
  cost: boolean;
  onRun?: (name: string, what: string) => void;
}

/** Trains what is not kept yet, diagnoses all, and scores each half, and the networks that were asked about. */
export async function doctorBench({ cost, onRun }: DoctorBenchOptions): Promise<DoctorReport> {
  const judged: Judged[] = [];
  for (const one of CASES) {
    const trained = await trainedPlan(one.plan);
    judged.push(judge(one, trained, one.faults.length > 0 ? await trainedPlan(one.twin) : trained));
    onRun?.(one.name, 'the engine');
  }
  for (const question of QUESTIONS) {
    judged.push(judgeQuestion(question, await askedQuestion(question)));
    onRun?.(question.name, 'the engine');
  }
  const part = (name: string) => score(judged.filter(({ half }) => half === name));
  return doctorReport(
    { tune: part('tune'), test: part('test'), asked: part('asked') },
    cost ? await recordingCost((name) => onRun?.(name, 'the engine')) : [],
  );
}
