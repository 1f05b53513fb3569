{{/* The volumes of the bundled servers. Each takes a dict of root, component, name and persistence. */}}

{{- define "atrium.claim" -}}
{{- if and .persistence.enabled (not .persistence.existingClaim) }}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ .name | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "atrium.labels" . | nindent 4 }}
  annotations:
    helm.sh/resource-policy: keep
spec:
  accessModes: [ReadWriteOnce]
  {{- with .persistence.storageClassName }}
  storageClassName: {{ . | quote }}
  {{- end }}
  resources:
    requests:
      storage: {{ .persistence.size | quote }}
{{- end }}
{{- end }}

{{- define "atrium.dataVolume" -}}
- name: data
  {{- if .persistence.enabled }}
  persistentVolumeClaim: {claimName: {{ default .name .persistence.existingClaim | quote }}}
  {{- else }}
  emptyDir: {sizeLimit: {{ .persistence.size | quote }}}
  {{- end }}
{{- end }}
