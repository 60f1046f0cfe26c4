import type { NextConfig } from 'next';

import { API_HEADERS, COMMON_HEADERS } from './src/http/security-headers';

const config: NextConfig = {
  output: 'standalone',
  // Without it, a lock file in a folder above moves the root, and server.js lands in a sub-folder of the output.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  // The app has no raster images. Switched off, the optimizer's route and its native library stay out of the image.
  images: { unoptimized: true },
  outputFileTracingExcludes: { '*': ['node_modules/@img/**', 'node_modules/sharp/**'] },
  headers: async () => [
    { source: '/:path*', headers: COMMON_HEADERS },
    { source: '/api/:path*', headers: API_HEADERS },
  ],
};

export default config;
