{{- define "todo.secretName" -}}
{{- .Values.existingSecret | default (include "todo.fullname" .) -}}
{{- end -}}

{{/* The Secret in the cluster, as JSON; empty before the first install, and where there is no cluster (`helm template`). */}}
{{- define "todo.liveSecret" -}}
{{- lookup "v1" "Secret" .Release.Namespace (include "todo.secretName" .) | toJson -}}
{{- end -}}

{{/*
The data of the chart's own Secret. Passwords in the cluster win over new ones: the volume was created with them, and the
keys that sign tokens are encrypted with them. The result is kept for this one rendering, because the Secret and the
checksum of it must see the same random values.
*/}}
{{- define "todo.secretData" -}}
{{- if not (hasKey .Values "renderedSecretData") -}}
{{- $live := (include "todo.liveSecret" . | fromJson).data | default dict -}}
{{- $data := dict
  "db_host" (.Values.database.host | default (include "todo.postgresql" .) | b64enc)
  "db_port" (.Values.database.port | toString | b64enc)
  "db_user" (.Values.database.user | b64enc)
  "db_name" (.Values.database.name | b64enc)
  "db_password" ($live.db_password | default (randAlphaNum 32 | b64enc))
  "auth_secret" ($live.auth_secret | default (randAlphaNum 64 | b64enc)) -}}
{{- $_ := set .Values "renderedSecretData" (toYaml $data) -}}
{{- end -}}
{{- .Values.renderedSecretData -}}
{{- end -}}

{{/* Changes when a password changes, so that pods start anew: they read it only then. */}}
{{- define "todo.secretChecksum" -}}
{{- if .Values.existingSecret -}}
{{- (include "todo.liveSecret" . | fromJson).data | default dict | toYaml | sha256sum -}}
{{- else -}}
{{- include "todo.secretData" . | sha256sum -}}
{{- end -}}
{{- end -}}

{{/* One variable from the Secret. Takes (list $ "DB_HOST" "db_host"). */}}
{{- define "todo.secretEnv" -}}
- name: {{ index . 1 }}
  valueFrom:
    secretKeyRef:
      name: {{ include "todo.secretName" (first .) }}
      key: {{ last . }}
{{- end -}}

{{/* How to reach the database: from the Secret, or from the values if they name an external host. */}}
{{- define "todo.databaseEnv" -}}
{{- $keys := .Values.secretKeys -}}
{{- if .Values.database.host -}}
- name: DB_HOST
  value: {{ .Values.database.host | quote }}
- name: DB_PORT
  value: {{ .Values.database.port | quote }}
- name: DB_USER
  value: {{ .Values.database.user | quote }}
- name: DB_NAME
  value: {{ .Values.database.name | quote }}
{{- else -}}
{{ include "todo.secretEnv" (list . "DB_HOST" $keys.dbHost) }}
{{ include "todo.secretEnv" (list . "DB_PORT" $keys.dbPort) }}
{{ include "todo.secretEnv" (list . "DB_USER" $keys.dbUser) }}
{{ include "todo.secretEnv" (list . "DB_NAME" $keys.dbName) }}
{{- end }}
{{ include "todo.secretEnv" (list . "DB_PASSWORD" $keys.dbPassword) }}
{{- end -}}
