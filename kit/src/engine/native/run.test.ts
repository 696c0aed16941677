import { lastUsefulLine, mustRun, runTool } from './run';

test('the last line that speaks of an error is the reason, else the last line', () => {
  expect(lastUsefulLine('a.h:1: fatal error: no b.h\ncompilation terminated.\n')).toBe(
    'a.h:1: fatal error: no b.h',
  );
  expect(lastUsefulLine('one\rtwo\n\n')).toBe('two');
  expect(lastUsefulLine('')).toBeUndefined();
});

test('a tool that fails is quoted, one that says nothing or is missing is named', async () => {
  const next = 'look again';
  await expect(mustRun('sh', ['-c', 'echo "error: full"; exit 3'], next)).rejects.toMatchObject({
    message: 'error: full',
    next,
  });
  await expect(mustRun('sh', ['-c', 'exit 3'], next)).rejects.toThrow('sh ended with status 3');
  await expect(mustRun('no-such-tool', [], next)).rejects.toThrow('spawn no-such-tool ENOENT');
});

test('a stop kills the tool and what the tool started', async () => {
  const stop = new AbortController();
  const onOutput = (): void => stop.abort(new Error('enough'));
  const running = runTool('sh', ['-c', 'echo begun; sleep 60; echo end'], { signal: stop.signal, onOutput });
  await expect(running).rejects.toThrow('enough');
});
