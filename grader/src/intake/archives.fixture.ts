import { spawnSync } from 'node:child_process';

/** Archives a student might hand in, by name; Python writes what an honest packer would not. */
const SCRIPT = `
import io, os, sys, tarfile, zipfile
folder, notebook = sys.argv[1], sys.stdin.buffer.read()
def zipped(name, *entries):
    with zipfile.ZipFile(os.path.join(folder, name), 'w', zipfile.ZIP_DEFLATED) as archive:
        for path, content in entries: archive.writestr(path, content)
def tarred(name, mode, *entries):
    with tarfile.open(os.path.join(folder, name), mode, **({'compresslevel': 1} if mode == 'w:gz' else {})) as archive:
        for path, content in entries:
            info = tarfile.TarInfo(path)
            if isinstance(content, str): info.type, info.linkname = tarfile.SYMTYPE, content
            elif isinstance(content, int): info.size, content = content, None
            else: info.size = len(content)
            class Zeros(io.RawIOBase):
                def read(self, n=-1): return bytes(n)
            archive.addfile(info, Zeros() if content is None else io.BytesIO(content) if isinstance(content, bytes) else None)
def link(path):
    info = zipfile.ZipInfo(path); info.create_system = 3; info.external_attr = 0o120777 << 16
    return info
zipped('good.zip', ('hw/answer.ipynb', notebook), ('__MACOSX/hw/._answer.ipynb', b'x'), ('hw/.ipynb_checkpoints/answer-checkpoint.ipynb', notebook))
zipped('slip.zip', ('../../slipped.ipynb', notebook))
zipped('absolute.zip', ('/tmp/slipped.ipynb', notebook))
zipped('link.zip', (link('answer.ipynb'), '/etc/passwd'))
zipped('bomb.zip', ('answer.ipynb', bytes(64 * 1024 * 1024)))
zipped('many.zip', *((f'{i}.txt', b'') for i in range(10_001)))
zipped('empty.zip')
zipped('twice.zip', ('good.zip', open(os.path.join(folder, 'good.zip'), 'rb').read()))
data = bytearray(open(os.path.join(folder, 'good.zip'), 'rb').read()); data[40:60] = bytes(20)
open(os.path.join(folder, 'damaged.zip'), 'wb').write(data)
tarred('good.tar.gz', 'w:gz', ('hw/answer.ipynb', notebook), ('hw/data', '/etc'))
tarred('plain.tar', 'w', ('answer.ipynb', notebook))
tarred('slip.tgz', 'w:gz', ('../slipped.ipynb', notebook))
tarred('link.tar', 'w', ('answer.ipynb', '/etc/passwd'))
tarred('bomb.tar.gz', 'w:gz', ('zeros', 300 * 1024 * 1024))
whole = open(os.path.join(folder, 'good.tar.gz'), 'rb').read()
open(os.path.join(folder, 'short.tar.gz'), 'wb').write(whole[:len(whole) // 2])
open(os.path.join(folder, 'text.zip'), 'wb').write(b'I am no archive')
open(os.path.join(folder, 'text.tar'), 'wb').write(b'I am no archive')
`;

export function writeArchives(folder: string, notebook: string): void {
  const { status, stderr } = spawnSync('python3', ['-c', SCRIPT, folder], { input: notebook });
  if (status !== 0) throw new Error(stderr.toString());
}

/** Packs a folder as a platform packs a class. */
export function zipFolder(folder: string, file: string): void {
  const { status, stderr } = spawnSync('python3', ['-m', 'zipfile', '-c', file, '.'], { cwd: folder });
  if (status !== 0) throw new Error(stderr.toString());
}
