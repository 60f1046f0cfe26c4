{{/* The head of a policy for one component. Takes (list $ "frontend"). */}}
{{- define "todo.networkPolicyHead" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "todo.fullname" (first .) }}-{{ last . }}
  labels:
    {{- include "todo.labels" . | nindent 4 }}
{{- end -}}

{{/* A rule's end at another component of this release. Takes (list $ "backend"). */}}
{{- define "todo.peer" -}}
podSelector:
  matchLabels:
    {{- include "todo.selectorLabels" . | nindent 4 }}
{{- end -}}

{{/* Policies see the container's port, not the Service's. Takes a port. */}}
{{- define "todo.tcp" -}}
ports:
  - protocol: TCP
    port: {{ . }}
{{- end -}}

{{- define "todo.egressToDns" -}}
to:
  {{- toYaml .Values.networkPolicy.dnsPeers | nindent 2 }}
ports:
  - protocol: UDP
    port: 53
  - protocol: TCP
    port: 53
{{- end -}}

{{- define "todo.egressToDatabase" -}}
to:
  {{- if .Values.postgresql.enabled }}
  - {{ include "todo.peer" (list . "postgresql") | nindent 4 | trim }}
  {{- else }}
  {{- toYaml .Values.networkPolicy.databasePeers | nindent 2 }}
  {{- end }}
{{ include "todo.tcp" .Values.database.port }}
{{- end -}}

{{- define "todo.egressToBackend" -}}
to:
  - {{ include "todo.peer" (list . "backend") | nindent 4 | trim }}
{{ include "todo.tcp" 8000 }}
{{- end -}}

{{- define "todo.egressToFrontend" -}}
to:
  - {{ include "todo.peer" (list . "frontend") | nindent 4 | trim }}
{{ include "todo.tcp" 3000 }}
{{- end -}}
