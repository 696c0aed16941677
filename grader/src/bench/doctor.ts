import { CASES } from './doctor-cases';
import { recordingCost } from './doctor-cost';
import { trainedPlan } from './doctor-keep';
import { type DoctorReport, doctorReport } from './doctor-report';
import { type Judged, judge, score } from './doctor-score';

export interface DoctorBenchOptions {
  /** Measure what recording costs too. */
  cost: boolean;
  onRun?: (name: string, what: string) => void;
}

/** Trains what is not kept yet, diagnoses all, and scores each half. */
export async function doctorBench({ cost, onRun }: DoctorBenchOptions): Promise<DoctorReport> {
  const judged: Judged[] = [];
  for (const one of CASES) {
    const trained = await trainedPlan(one.plan);
    judged.push(judge(one, trained, one.faults.length > 0 ? await trainedPlan(one.twin) : trained));
    onRun?.(one.name, 'the engine');
  }
  const half = (name: string) => score(judged.filter((one) => one.half === name));
  return doctorReport(half('tune'), half('test'), cost ? await recordingCost() : []);
}
