{{/* What every pod has in common. */}}
{{- define "todo.podCommon" -}}
serviceAccountName: {{ include "todo.serviceAccount" . }}
automountServiceAccountToken: false
# Service links would put variables such as TODO_BACKEND_PORT beside the app's own.
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Takes (list uid gid). */}}
{{- define "todo.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ first . }}
runAsGroup: {{ last . }}
fsGroup: {{ last . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "todo.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* The numeric users of the images: see their Dockerfiles. */}}
{{- define "todo.frontendSecurity" -}}{{ include "todo.podSecurity" (list 1001 1001) }}{{- end -}}
{{- define "todo.backendSecurity" -}}{{ include "todo.podSecurity" (list 10001 10001) }}{{- end -}}

{{/* Takes (list $ "frontend"). */}}
{{- define "todo.image" -}}
{{- $image := (get (first .).Values (last .)).image -}}
image: {{ printf "%s:%s" $image.repository ($image.tag | default (first .).Chart.AppVersion) | quote }}
imagePullPolicy: {{ $image.pullPolicy }}
{{- end -}}

{{/* Where a pod may run. Takes (list $ "frontend"). */}}
{{- define "todo.placement" -}}
{{- $component := get (first .).Values (last .) -}}
{{- with $component.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $component.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $component.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Pods of one revision spread over the nodes, but a full node holds none back. Takes (list $ "frontend"). */}}
{{- define "todo.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "todo.selectorLabels" . | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
{{- end -}}

{{/* The three probes of a container that serves HTTP. Takes (list $ "frontend" "/alive" "/ready"). */}}
{{- define "todo.httpProbes" -}}
{{- $probes := (get (first .).Values (index . 1)).probes -}}
startupProbe:
  httpGet: {path: {{ index . 2 }}, port: http}
  {{- toYaml $probes.startup | nindent 2 }}
readinessProbe:
  httpGet: {path: {{ index . 3 }}, port: http}
  {{- toYaml $probes.readiness | nindent 2 }}
livenessProbe:
  httpGet: {path: {{ index . 2 }}, port: http}
  {{- toYaml $probes.liveness | nindent 2 }}
{{- end -}}

{{/*
The Service forgets a pod only after it was told to end; it sleeps so long before it stops to serve.
Takes (list $ "frontend").
*/}}
{{- define "todo.drain" -}}
lifecycle:
  preStop:
    sleep:
      seconds: {{ (get (first .).Values (last .)).drainSeconds }}
{{- end -}}

{{/* Time to drain, and then for the requests under way. Takes (list $ "frontend"). */}}
{{- define "todo.gracePeriod" -}}
terminationGracePeriodSeconds: {{ add (get (first .).Values (last .)).drainSeconds 30 }}
{{- end -}}
