import { EnvHttpProxyAgent } from 'undici';

type Env = Readonly<Record<string, string | undefined>>;

/** What goes through a proxy: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, else npm's own `https-proxy`, `proxy` and `noproxy`. */
export function proxyOf(env: Env): EnvHttpProxyAgent {
  const first = (...names: string[]) =>
    names.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  const http = first('http_proxy', 'HTTP_PROXY', 'npm_config_proxy');
  const https = first('https_proxy', 'HTTPS_PROXY', 'npm_config_https_proxy') ?? http;
  const none = first('no_proxy', 'NO_PROXY', 'npm_config_noproxy');
  return new EnvHttpProxyAgent({
    ...(http === undefined ? {} : { httpProxy: http }),
    ...(https === undefined ? {} : { httpsProxy: https }),
    ...(none === undefined ? {} : { noProxy: none }),
  });
}
