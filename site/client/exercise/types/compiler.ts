import ts from '@tslab/typescript-for-tslab';
import { declaredNames } from './declared';
import type { Meaning, Problem } from './protocol';

const ANSWER = '/answer.ts';
const KIT = '/node_modules/unstuck/dist/index.d.ts';

/** As the notebook's own kernel has them: what runs there is not called wrong here. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.NodeJs,
  lib: ['lib.es2022.d.ts'],
  types: [],
  skipLibCheck: true,
  esModuleInterop: true,
};

/** The compiler of the notebooks, over one answer and the declarations of the kit and of tfjs. */
export class Compiler {
  private readonly service: ts.LanguageService;
  private readonly kitNames: string[];
  private text = 'export {};';
  private ahead = 0;
  private version = 0;

  /** @param files declarations by their path; the compiler's own lie in `/lib`. */
  constructor(private readonly files: ReadonlyMap<string, string>) {
    this.service = ts.createLanguageService(this.host());
    const program = this.service.getProgram()!;
    const checker = program.getTypeChecker();
    const kit = checker.getSymbolAtLocation(program.getSourceFile(KIT)!)!;
    this.kitNames = checker.getExportsOfModule(kit).map(({ name }) => name);
  }

  /** What is wrong with an answer. */
  problems(answer: string): Problem[] {
    this.read(answer);
    const found = [
      ...this.service.getSyntacticDiagnostics(ANSWER),
      ...this.service.getSemanticDiagnostics(ANSWER),
    ];
    return found.flatMap(({ start = 0, length = 0, messageText }) => {
      const from = start - this.ahead;
      const message = ts.flattenDiagnosticMessageText(messageText, '\n');
      return from < 0 ? [] : [{ from, to: Math.min(from + length, answer.length), message }];
    });
  }

  /** What stands at a place of an answer. */
  meaning(answer: string, at: number): Meaning | undefined {
    this.read(answer);
    const info = this.service.getQuickInfoAtPosition(ANSWER, at + this.ahead);
    if (!info) return undefined;
    const from = info.textSpan.start - this.ahead;
    return {
      from,
      to: from + info.textSpan.length,
      type: ts.displayPartsToString(info.displayParts),
      documentation: ts.displayPartsToString(info.documentation),
    };
  }

  /** An answer has the kit's names in its scope, but for those that it gives to things of its own. */
  private read(answer: string): void {
    const own = declaredNames(ts.createSourceFile(ANSWER, answer, ts.ScriptTarget.ES2022));
    const imports = `import { ${this.kitNames.filter((name) => !own.has(name)).join(', ')} } from 'unstuck';`;
    if (this.text === imports + answer) return;
    this.text = imports + answer;
    this.ahead = imports.length;
    this.version++;
  }

  private host(): ts.LanguageServiceHost {
    const read = (file: string) => (file === ANSWER ? this.text : this.files.get(file));
    return {
      getScriptFileNames: () => [ANSWER, KIT, '/console.d.ts'],
      getScriptVersion: (file) => (file === ANSWER ? String(this.version) : '0'),
      getScriptSnapshot: (file) => {
        const text = read(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => '/',
      getCompilationSettings: () => OPTIONS,
      getDefaultLibFileName: () => '/lib/lib.es2022.d.ts',
      readFile: read,
      fileExists: (file) => read(file) !== undefined,
    };
  }
}
