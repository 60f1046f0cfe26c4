{{/* The plain settings of each container, which its ConfigMap holds and its pods' checksum watches. */}}

{{- define "todo.frontendSettings" -}}
{{- merge (dict
  "APP_URL" .Values.appUrl
  "BACKEND_URL" (printf "http://%s:%v" (include "todo.backend" .) .Values.backend.service.port)
  "DB_SSL_MODE" .Values.database.sslMode
  "LOG_LEVEL" .Values.logLevel
  "PORT" "3000"
  "HOSTNAME" "0.0.0.0"
  "NEXT_TELEMETRY_DISABLED" "1"
  ) .Values.frontend.extraEnv | toYaml -}}
{{- end -}}

{{- define "todo.backendSettings" -}}
{{- merge (dict
  "APP_URL" .Values.appUrl
  "JWKS_URL" (printf "http://%s:%v/api/auth/jwks" (include "todo.frontend" .) .Values.frontend.service.port)
  "DB_SSL_MODE" .Values.database.sslMode
  "LOG_LEVEL" (include "todo.pythonLogLevel" .)
  ) .Values.backend.extraEnv | toYaml -}}
{{- end -}}

{{/* Python's name of the level; the frontend says "warn". */}}
{{- define "todo.pythonLogLevel" -}}
{{- ternary "warning" .Values.logLevel (eq .Values.logLevel "warn") -}}
{{- end -}}
