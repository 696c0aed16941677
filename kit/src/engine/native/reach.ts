import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { packageDirectory } from './cache';
import { StepError } from './errors';

const LIMIT_MS = 5000;

/**
 * Where tfjs-node's installer downloads libtensorflow from, under the same variables that it reads; undefined
 * where it has a rule of its own (arm, custom-binary.json).
 */
export function libtensorflowUrl(): string | undefined {
  const constants = require(join(packageDirectory(), 'scripts', 'deps-constants.js')) as DepsConstants;
  const { env } = process;
  const system = `cpu-${constants.PLATFORM_MAPPING[platform()]}-${constants.ARCH_MAPPING[arch()]}`;
  if (constants.customTFLibUri || !constants.ALL_SUPPORTED_COMBINATION.includes(system)) return undefined;
  const host = env.TFJS_NODE_CDN_STORAGE || env.npm_config_TFJS_NODE_CDN_STORAGE || env.CDN_STORAGE;
  const storage = host || 'https://storage.googleapis.com/';
  const given = env.TFJS_NODE_BASE_URI || env.npm_config_TFJS_NODE_BASE_URI;
  const base = given || `${storage}tensorflow/libtensorflow/libtensorflow-`;
  return `${base}${system}-${constants.LIBTENSORFLOW_VERSION}.${constants.PLATFORM_EXTENSION}`;
}

interface DepsConstants {
  LIBTENSORFLOW_VERSION: string;
  PLATFORM_MAPPING: Record<string, string>;
  ARCH_MAPPING: Record<string, string>;
  PLATFORM_EXTENSION: string;
  ALL_SUPPORTED_COMBINATION: string[];
  customTFLibUri?: string;
}

/**
 * Asks a URL for its headers, within 5 seconds and through the proxy that tfjs-node's installer would use.
 *
 * @throws StepError when there is no answer, or another one than 200.
 */
export async function reach(url: string, next: string, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    const status = await statusOf(url, AbortSignal.any([signal, limit]));
    if (status === 200) return;
    throw new StepError(`${url} answers ${status}`, next);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StepError) throw error;
    const reason = limit.aborted ? `no answer in ${LIMIT_MS / 1000} s` : (error as Error).message;
    throw new StepError(`${new URL(url).host} cannot be reached (${reason})`, next, { cause: error });
  }
}

function statusOf(url: string, signal: AbortSignal): Promise<number | undefined> {
  const client = url.startsWith('https') ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.get(url, { ...proxyAgent(), signal }, (response) => {
      resolve(response.statusCode);
      response.destroy();
    });
    request.once('error', reject);
  });
}

function proxyAgent(): { agent?: http.Agent } {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  const proxy = HTTPS_PROXY || https_proxy || HTTP_PROXY || http_proxy;
  if (!proxy) return {};
  const Agent = createRequire(join(packageDirectory(), 'package.json'))('https-proxy-agent');
  return { agent: new Agent(proxy) as http.Agent };
}
