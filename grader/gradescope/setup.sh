#!/usr/bin/env bash
# Gradescope runs this once, when the autograder's image is built. The course lies in /autograder/source/unstuck.
set -euo pipefail

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# bubblewrap is the sandbox; compiler, Python and pip make the native engine.
apt-get install -y -qq ca-certificates curl git g++ python3 python3-pip bubblewrap

if ! node --eval 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null; then
  curl -fsSL https://deb.nodesource.com/setup_22.x | bash -
  apt-get install -y -qq nodejs
fi

cd /autograder/source/unstuck
npm ci
npm run --silent build
npx unstuck setup
