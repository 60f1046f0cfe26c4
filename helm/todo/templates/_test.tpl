{{/*
A pod of `helm test`, which runs files/tests/NAME.mjs with the frontend image's node. Takes (list $ "name" "target URL").
A pod that succeeded is removed, after its log was printed; one that failed stays to be read.
*/}}
{{- define "todo.testPod" -}}
{{- $ := first . -}}
{{- $name := index . 1 -}}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "todo.fullname" $ }}-test-{{ $name }}
  labels:
    {{- include "todo.labels" (list $ "test") | nindent 4 }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
    helm.sh/hook-output-log-policy: hook-succeeded,hook-failed
spec:
  restartPolicy: Never
  {{- include "todo.podCommon" $ | nindent 2 }}
  securityContext:
    {{- include "todo.frontendSecurity" $ | nindent 4 }}
  containers:
    - name: test
      {{- include "todo.image" (list $ "frontend") | nindent 6 }}
      command: [node, --input-type=module, --eval]
      args:
        - |
          {{- $script := print ($.Files.Get "files/tests/prelude.mjs") "\n" ($.Files.Get (printf "files/tests/%s.mjs" $name)) }}
          {{- regexReplaceAll "(?m) +$" ($script | trim | nindent 10) "" }}
      env:
        - name: TARGET_URL
          value: {{ last . }}
        - name: APP_URL
          value: {{ $.Values.appUrl }}
      resources:
        {{- toYaml $.Values.tests.resources | nindent 8 }}
      securityContext:
        {{- include "todo.containerSecurity" $ | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
  volumes:
    - {{ include "todo.tmpVolume" $ | nindent 6 | trim }}
  {{- with include "todo.placement" (list $ "frontend") }}
  {{- . | nindent 2 }}
  {{- end }}
{{- end -}}
