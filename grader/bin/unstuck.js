#!/usr/bin/env node
// The command line is TypeScript: on a fresh checkout it is compiled first.
const { execFileSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

// Where nobody looks (a pipe, a file, a CI log) colours are escape characters; FORCE_COLOR asks for them all the same.
if (!process.stdout.isTTY && !process.env.FORCE_COLOR) process.env.NO_COLOR = '1';

const main = join(__dirname, '..', 'dist', 'cli', 'main.js');
if (!existsSync(main))
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: join(__dirname, '..', '..'), stdio: 'inherit' });
require(main);
