{{/*
The container that brings the schema up to date. It waits for the database, and several may start at once. Its settings
stand here and not in a ConfigMap, because before an upgrade the ConfigMap is still the old one.
*/}}
{{- define "todo.migrationContainer" -}}
name: migrate
{{ include "todo.image" (list . "backend") }}
command: [python, -m, todo.migrate]
env:
  - name: MIGRATE_WAIT_SECONDS
    value: {{ .Values.migration.waitSeconds | quote }}
  - name: DB_SSL_MODE
    value: {{ .Values.database.sslMode }}
  - name: LOG_LEVEL
    value: {{ include "todo.pythonLogLevel" . }}
  {{- include "todo.databaseEnv" . | nindent 2 }}
resources:
  {{- toYaml .Values.migration.resources | nindent 2 }}
securityContext:
  {{- include "todo.containerSecurity" . | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
{{- end -}}

{{- define "todo.tmpVolume" -}}
name: tmp
emptyDir:
  sizeLimit: 64Mi
{{- end -}}
