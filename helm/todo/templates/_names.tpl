{{/*
The release's name if it has the chart's name in it, else both. 41 characters leave room for "-postgresql" and for the
hash that a StatefulSet puts into a label.
*/}}
{{- define "todo.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 41 | trimSuffix "-" -}}
{{- else -}}
{{- $name := .Values.nameOverride | default .Chart.Name -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 41 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 41 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "todo.frontend" -}}{{ include "todo.fullname" . }}-frontend{{- end -}}
{{- define "todo.backend" -}}{{ include "todo.fullname" . }}-backend{{- end -}}
{{- define "todo.postgresql" -}}{{ include "todo.fullname" . }}-postgresql{{- end -}}

{{- define "todo.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (ternary (include "todo.fullname" .) "default" .Values.serviceAccount.create) -}}
{{- end -}}

{{/* What the selectors of Services, Deployments and policies ask for. Without a version: selectors can never change. */}}
{{- define "todo.releaseLabels" -}}
app.kubernetes.io/name: {{ .Values.nameOverride | default .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Takes (list $ "frontend"). */}}
{{- define "todo.selectorLabels" -}}
{{ include "todo.releaseLabels" (first .) }}
app.kubernetes.io/component: {{ last . }}
{{- end -}}

{{/* Labels of an object. Takes (list $ "frontend"). */}}
{{- define "todo.labels" -}}
{{- $ := first . -}}
helm.sh/chart: {{ $.Chart.Name }}-{{ $.Chart.Version | replace "+" "_" }}
{{ include "todo.selectorLabels" . }}
app.kubernetes.io/version: {{ $.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: todo
app.kubernetes.io/managed-by: {{ $.Release.Service }}
{{- with $.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Labels of a pod: none that changes with the chart's version, which would restart it. Takes (list $ "frontend"). */}}
{{- define "todo.podLabels" -}}
{{- $ := first . -}}
{{ include "todo.selectorLabels" . }}
app.kubernetes.io/part-of: todo
{{- with mustMerge dict ((get $.Values (last .)) | default dict | dig "podLabels" dict) $.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}
