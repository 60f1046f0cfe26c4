{{/* The fewest pods that a component has. Takes (list $ "frontend"). */}}
{{- define "todo.fewestReplicas" -}}
{{- $component := get (first .).Values (last .) -}}
{{- ternary $component.autoscaling.minReplicas $component.replicas $component.autoscaling.enabled | int -}}
{{- end -}}

{{/* A budget over a single pod would stop every drain or promise nothing. Takes (list $ "frontend"). */}}
{{- define "todo.podDisruptionBudget" -}}
{{- $ := first . -}}
{{- $budget := (get $.Values (last .)).podDisruptionBudget -}}
{{- if and $budget.enabled (gt (include "todo.fewestReplicas" . | int) 1) }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "todo.fullname" $ }}-{{ last . }}
  labels:
    {{- include "todo.labels" . | nindent 4 }}
spec:
  maxUnavailable: {{ $budget.maxUnavailable }}
  # A pod that does not work anyway must not stop a drain.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "todo.selectorLabels" . | nindent 6 }}
{{- end }}
{{- end -}}

{{/* Takes (list $ "frontend"). */}}
{{- define "todo.horizontalPodAutoscaler" -}}
{{- $ := first . -}}
{{- $scaling := (get $.Values (last .)).autoscaling -}}
{{- if $scaling.enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "todo.fullname" $ }}-{{ last . }}
  labels:
    {{- include "todo.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "todo.fullname" $ }}-{{ last . }}
  minReplicas: {{ $scaling.minReplicas }}
  maxReplicas: {{ $scaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ $scaling.targetCPUUtilizationPercentage }}
{{- end }}
{{- end -}}
